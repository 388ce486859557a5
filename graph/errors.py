"""Every exception this project raises: one base, each with the HTTP status it answers with."""

from collections.abc import Sequence


class TechTradeError(Exception):
    """Base class. The message is one line that a user can act on.

    Parameters
    ----------
    detail : str
        What went wrong, naming the file, line, field or address.
    errors : sequence of str, optional
        The single faults, where there are several.
    """

    status = 500

    def __init__(self, detail: str, errors: Sequence[str] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)


class BadInput(TechTradeError):
    """What was given cannot be used: a file, a line, a parameter."""

    status = 422


class NotFound(TechTradeError):
    """Nothing in the graph bears this id or name."""

    status = 404


class Ambiguous(TechTradeError):
    """A name fits several actors; ``errors`` lists the candidates as ``id  name  (label)``."""

    status = 409


class Outdated(TechTradeError):
    """What was given is of an earlier state of the graph."""

    status = 410


class Forbidden(TechTradeError):
    """The caller may not do this."""

    status = 403


class Unauthorized(TechTradeError):
    """A key is needed, or the key given is not known."""

    status = 401


class TooLarge(TechTradeError):
    """An input exceeds a stated limit."""

    status = 413


class StoreUnavailable(TechTradeError):
    """The database does not answer, refuses the password, or its files are in use."""

    status = 503


class QueryTimeout(TechTradeError):
    """A query ran past its time limit."""

    status = 504


class SchemaFault(TechTradeError):
    """The ontology's table, or data that must obey it, contradicts itself."""

    status = 500


class ModelUnavailable(TechTradeError):
    """The language model's endpoint does not answer, or refuses to."""

    status = 502


class ModelFault(TechTradeError):
    """What the language model answered for one article cannot be used."""

    status = 502
