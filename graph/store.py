"""The one way to the database: managed transactions over Bolt, retried, with a time limit and own errors."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, TypeVar

import neo4j
from neo4j import GraphDatabase, ManagedTransaction
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError

from graph import cypher
from graph.embedded import Endpoint
from graph.embedded import start as start_embedded
from graph.errors import BadInput, Forbidden, QueryTimeout, StoreUnavailable
from graph.queries import Query
from graph.settings import Settings

T = TypeVar("T")
RowT = TypeVar("RowT")

# What the driver would log is raised, as one line, by this module.
logging.getLogger("neo4j").setLevel(logging.CRITICAL)


def open_store(settings: Settings) -> "Store":
    """Open the database: the embedded one where ``settings.url`` is empty, else the one at that address.

    Constraints and indexes are created if they are not there.

    Raises
    ------
    StoreUnavailable
        It is down, refuses the password, has no such database, or its files are in use.
    """
    if settings.url:
        endpoint = Endpoint(settings.url, settings.user, settings.password, settings.database)
    else:
        endpoint = start_embedded(settings)
    try:
        store = Store(endpoint, settings)
    except BaseException:
        endpoint.close()
        raise
    try:
        store.check()
        if not endpoint.joined:
            store.define()
        endpoint.ready()
    except BaseException:
        store.close()
        raise
    return store


class Store:
    """A graph database. Safe to share between threads; use ``open_store`` to make one."""

    def __init__(self, endpoint: Endpoint, settings: Settings) -> None:
        self.settings = settings
        self._endpoint = endpoint
        with self._errors():
            self._writer = self._driver(endpoint.user, endpoint.password)
            self._reader = self._driver(*endpoint.reader) if endpoint.reader else self._writer

    @property
    def url(self) -> str:
        """The address at which the database answers."""
        return self._endpoint.url

    def run(self, query: Query[RowT]) -> list[RowT]:
        """Return the rows of a named query, in the query's own order."""
        rows = self.read(query.cypher(), **query.parameters())
        return [query.row_type.model_validate(row) for row in rows]

    def read(self, cypher: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Return the rows of a Cypher text that only reads.

        Raises
        ------
        Forbidden
            It would write.
        BadInput
            The database cannot make sense of it.
        QueryTimeout
            It ran longer than ``settings.query_seconds``.
        """

        @neo4j.unit_of_work(timeout=self.settings.query_seconds)
        def work(transaction: ManagedTransaction) -> list[dict[str, Any]]:
            return _rows(transaction, cypher, parameters)

        with self._errors(), self._reader.session(database=self._endpoint.database) as session:
            return session.execute_read(work)

    def scan(self, cypher: str, take: Callable[[Iterator[neo4j.Record]], T], /, **parameters: Any) -> T:
        """Return what `take` makes of the rows of a Cypher text that only reads, handed to it one by one.

        On a passing fault of the database `take` is called again, with all rows.
        """

        @neo4j.unit_of_work(timeout=self.settings.query_seconds)
        def work(transaction: ManagedTransaction) -> T:
            return take(iter(transaction.run(cypher, parameters)))

        with self._errors(), self._reader.session(database=self._endpoint.database) as session:
            return session.execute_read(work)

    @property
    def explains(self) -> bool:
        """Whether the database tells its plan for a query, and holds transactions to reading."""
        return self._endpoint.reader is None

    def once(self, cypher: str, take: Callable[[neo4j.Result], T], seconds: float, parameters: Mapping[str, Any]) -> T:
        """Return what `take` makes of the result of a Cypher text that only reads; a fault is not tried again.

        The embedded engine keeps to ``settings.query_seconds`` instead of `seconds`.
        """
        with (
            self._errors(seconds),
            self._reader.session(database=self._endpoint.database, default_access_mode=neo4j.READ_ACCESS) as session,
            session.begin_transaction(timeout=seconds) as transaction,
        ):
            return take(_result(transaction, cypher, parameters))

    def write(self, cypher: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Return the rows of a Cypher text that may write, run in a transaction of its own."""
        return self.transaction(lambda transaction: _rows(transaction, cypher, parameters))

    def transaction(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Return what `work` returns, done in one write transaction.

        On a passing fault of the database `work` is called again: it must have no other effect than on the transaction.
        """
        with (
            self._errors(),
            self._endpoint.exclusive(),
            self._writer.session(database=self._endpoint.database) as session,
        ):
            return session.execute_write(work)

    def check(self) -> None:
        """Raise StoreUnavailable, at once, unless the database answers."""
        with (
            self._errors(),
            self._reader.session(database=self._endpoint.database) as session,
            session.begin_transaction() as transaction,
        ):
            transaction.run("RETURN 1 AS one").consume()

    def version(self) -> int:
        """Return a number that grows with every write that changed something; 0 before the first."""
        rows = self.read("MATCH (meta:Graph {id: 'graph'}) RETURN meta.version AS version")
        return int(rows[0]["version"]) if rows else 0

    def define(self) -> None:
        """Create the constraints and indexes that are not there."""
        statements = [*cypher.CONSTRAINTS, *cypher.INDEXES]
        if not self._endpoint.reader:  # the embedded engine has made this one in its own way
            statements.append(cypher.FULL_TEXT_INDEX)
        for statement in (*statements, cypher.META):
            self.write(statement)

    def close(self) -> None:
        """Let go of the connections, and stop the embedded engine if it runs in this process."""
        self._writer.close()
        self._reader.close()
        self._endpoint.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _driver(self, user: str, password: str) -> neo4j.Driver:
        return GraphDatabase.driver(
            self._endpoint.url,
            auth=(user, password),
            connection_timeout=self.settings.connect_seconds,
            connection_acquisition_timeout=self.settings.connect_seconds * 2,
            max_transaction_retry_time=self.settings.connect_seconds,
            notifications_min_severity="OFF",
            user_agent="techtrade",
        )

    @contextmanager
    def _errors(self, seconds: float | None = None) -> Iterator[None]:
        """Turn the driver's errors into this project's."""
        url, database = self._endpoint.url, self._endpoint.database
        try:
            yield
        except AuthError:
            raise StoreUnavailable(
                f"{url}: the database refuses user {self._endpoint.user!r} with the password given"
            ) from None
        except Neo4jError as error:
            code = error.code or ""
            line = (error.message or code).splitlines()[0]
            if "DatabaseNotFound" in code:
                raise StoreUnavailable(f"{url}: there is no database {database!r}") from None
            if "TimedOut" in code or "Terminated" in code:
                raise QueryTimeout(f"the query ran longer than {seconds or self.settings.query_seconds:g} s") from None
            if code.endswith(("Security.Forbidden", "Statement.AccessMode")):
                raise Forbidden("the query would write, and here it may only read") from None
            if isinstance(error, ClientError):
                raise BadInput(f"the database refuses the query: {line}") from None
            raise StoreUnavailable(f"{url}: {line}") from None
        except (DriverError, OSError) as error:
            line = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise StoreUnavailable(f"{url}: the database does not answer: {line}") from None


def _rows(transaction: ManagedTransaction, cypher: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    # No query of ours returns nodes or relations themselves: the driver's own `data()`, which looks for such however
    # deep, would take as long as all the rest.
    return [dict(record) for record in _result(transaction, cypher, parameters)]


def _result(
    transaction: ManagedTransaction | neo4j.Transaction, cypher: str, parameters: Mapping[str, Any]
) -> neo4j.Result:
    try:
        return transaction.run(cypher, dict(parameters))
    except (OverflowError, TypeError, ValueError) as error:
        raise BadInput(f"a value cannot be sent to the database: {error}") from None
