"""What a public page may show of a person: enough to recognise oneself, too little to learn about another."""

_MOST_STARS = 3
_SHOWN_DIGITS = 3


def masked_name(name: str) -> str:
    """The first letter of each word and at most three stars.

    >>> masked_name("Nguyễn Văn A")
    'N*** V** A'
    """
    return " ".join(word[0] + "*" * min(len(word) - 1, _MOST_STARS) for word in name.split())


def masked_number(number: str) -> str:
    """All but the last three signs of an identity number or telephone number as stars.

    >>> masked_number("022195001234")
    '*********234'
    """
    hidden = len(number) - _SHOWN_DIGITS
    return "*" * hidden + number[hidden:] if hidden > 0 else "*" * len(number)
