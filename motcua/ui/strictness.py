"""In tests a template that names something its view did not give is a failure, not a blank."""


class UndefinedInTemplateError(Exception):
    """The template names a variable that its context does not have; the message is the variable."""


class Undefined(str):
    """Django's `string_if_invalid`: it asks whether the text holds `%s` and then fills the variable's name in."""

    __slots__ = ()

    def __contains__(self, _part: object) -> bool:
        return True

    def __mod__(self, variable: object) -> str:
        raise UndefinedInTemplateError(str(variable))
