"""Who may see a feedback that is for leaders, and who may do what to one."""

from datetime import date

from motcua.kernel.numbers import formatted
from motcua.organisation.types import Role, Scope
from motcua.voice.types import Act, Feedback, Stage

DISTRIBUTORS = (Role.LEADER, Role.SUPERVISOR)
"""They give a feedback to somebody of their house, and may do everything themselves."""
TAKERS = (Role.RECEPTIONIST, Role.OFFICER, Role.CLERK)
"""They take what nobody has; whoever has it answers it, passes it on or declines it."""
TRUSTED = (*DISTRIBUTORS, Role.INSPECTOR)
"""They see what is about the conduct of officials."""
_NUMBER_WIDTH = 4


def acts_of(feedback: Feedback, scope: Scope, *, is_ours: bool) -> tuple[Act, ...]:
    """What may be done to it now by somebody who sees it; `is_ours`: it lies with his house."""
    if not feedback.is_open or not is_ours:
        return ()
    is_his = feedback.officer_id is not None and feedback.officer_id == scope.officer_id
    found: list[Act] = []
    if not is_his and (scope.may(*DISTRIBUTORS) or (scope.may(*TAKERS) and feedback.stage is Stage.RECEIVED)):
        found.append(Act.TAKE)
    if is_his or scope.may(*DISTRIBUTORS):
        found.append(Act.ANSWER)
        found += [Act.GIVE] if scope.may(*DISTRIBUTORS) else []
        found += [Act.FORWARD, Act.DECLINE]
    return tuple(found)


def series_on(day: date) -> str:
    """The series in which the numbers of that day are drawn."""
    return f"feedback/{day.isoformat()}"


def code_of(day: date, number: int) -> str:
    """The code of the feedback that was the so-many-th of its day: `PAKN-261102-0003`."""
    return f"PAKN-{day:%y%m%d}-{formatted(number, width=_NUMBER_WIDTH)}"
