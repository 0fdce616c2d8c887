"""Graphs in a Neo4j server: connecting, loading, and errors in one line.

Several graphs share a database by the property ``graph`` of every node and relationship, which
holds the graph's name. Nodes are not shared between graphs: a method that two graphs know is two
nodes, so that each graph can be loaded again, or removed, without a look at the other. Queries
that say nothing about ``graph`` see all of them; ``WHERE n.graph = 'name'`` sees one.
"""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from kg.encode.neo4j_schema import schema_statements
from kg.encode.property_graph import open_property_graph
from kg.errors import StoreError
from kg.graph.tables import Tables
from kg.stores.neo4j_load import Loader
from kg.stores.servers import Credentials, LoadSummary, Target, environment

if TYPE_CHECKING:
    import neo4j

OLDEST = (5, 0)
"""The oldest server whose Cypher has everything that loading needs."""

CONNECT_SECONDS = 4.0
"""How long one connection may take; names can stand for two addresses."""

RETRY_SECONDS = 30.0
"""How long a transaction is tried again, with growing pauses, when the server goes away."""


def load(tables: Tables, target: Target) -> LoadSummary:
    """Make the graph ``target.name`` of a Neo4j database what ``tables`` holds.

    Constraints and indexes come first, then nodes, then relationships, each in batches that are
    transactions of their own and can be repeated; what left the graph is removed last. A load that
    was cut off is completed by the next.

    Raises:
        StoreError: The server cannot be reached or refuses; one line that says what to do.
    """
    if target.reification is not None:
        raise StoreError(f"{target.address} takes no RDF, so no reification either: leave it out")
    with (
        connected(target, RETRY_SECONDS) as session,
        open_property_graph(tables) as graph,
    ):
        loader = Loader(session, graph, target.name, target.report, target.progress)
        try:
            loader.refuse_foreign()
            session.execute_write(_apply_schema)
            counts = loader.run()
            session.run("CALL db.awaitIndexes(300)").consume()
        except Exception as error:
            raise explain(error, target, loader.done) from error
    return LoadSummary(target.address, target.name, counts)


@contextmanager
def connected(
    target: Target, retry_seconds: float = RETRY_SECONDS, *, read_only: bool = False
) -> Iterator["neo4j.Session"]:
    """A session with the database that ``target`` names, once it is known to answer.

    Args:
        target: The server.
        retry_seconds: How long transactions are tried again.
        read_only: Whether the server refuses to write.

    Raises:
        StoreError: It cannot be reached, refuses us, has no such database, or is too old.
    """
    import neo4j

    # Without a handler, Python prints what the driver logs beside the line that we raise.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    credentials = _credentials(target)
    database = database_name(target)
    uri = target.url._replace(path="", fragment="").geturl()
    mode = neo4j.READ_ACCESS if read_only else neo4j.WRITE_ACCESS
    with ExitStack() as stack:
        try:
            driver = stack.enter_context(
                neo4j.GraphDatabase.driver(
                    uri,
                    auth=_auth(credentials),
                    user_agent="paper-kg",
                    connection_timeout=CONNECT_SECONDS,
                    connection_acquisition_timeout=2 * CONNECT_SECONDS,
                    max_transaction_retry_time=retry_seconds,
                )
            )
            # Transactions retry a dead server for half a minute; this does not.
            driver.verify_connectivity()
            _check_version(driver.get_server_info().agent, target)
            session = stack.enter_context(
                driver.session(database=database, default_access_mode=mode)
            )
            session.run("RETURN 1").consume()
        except (ValueError, OSError) as error:
            raise _unreachable(target, str(error)) from error
        except Exception as error:
            raise explain(error, target) from error
        yield session


def database_name(target: Target) -> str | None:
    """The database that the URL names; ``None`` for the server's default.

    Raises:
        StoreError: The path is more than one name.
    """
    name = target.url.path.strip("/")
    if "/" in name:
        raise StoreError(
            f"'{name}' is not the name of a database: give {target.url.scheme}://host/database"
        )
    return name or None


def _credentials(target: Target) -> Credentials:
    found = target.credentials or environment("NEO4J")
    if found is None and target.prompt is not None:
        import os

        user = os.environ.get("NEO4J_USERNAME", "neo4j")
        found = Credentials(user, target.prompt(f"password of {user} at {target.address}"))
    if found is None:
        raise StoreError(
            f"{target.address} needs a user and a password: set NEO4J_USERNAME and NEO4J_PASSWORD "
            "in the environment (an empty password: none is needed)"
        )
    return found


def _auth(credentials: Credentials) -> "neo4j.Auth | None":
    import neo4j

    if credentials.token:
        return neo4j.bearer_auth(credentials.token)
    if not credentials.password:
        return None
    return neo4j.basic_auth(credentials.username or "neo4j", credentials.password)


def _check_version(agent: str, target: Target) -> None:
    product, _, version = agent.partition("/")
    numbers = [int(part) if part.isdigit() else 0 for part in version.split(".")[:2]]
    if product != "Neo4j" or tuple(numbers) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise StoreError(
            f"{target.address} runs {agent}: kg loads into Neo4j {oldest} or newer; "
            "upgrade the server, or export with --format csv"
        )


def _apply_schema(transaction: "neo4j.ManagedTransaction") -> None:
    for statement in schema_statements():
        transaction.run(statement).consume()


def explain(error: Exception, target: Target, done: str = "") -> Exception:
    """``error`` of the driver as one line that says what to do; other errors as they are."""
    from neo4j import exceptions

    where = target.address
    code = getattr(error, "code", None) or ""
    said = str((isinstance(error, exceptions.Neo4jError) and error.message) or error)
    if isinstance(error, exceptions.AuthError) or code.startswith("Neo.ClientError.Security."):
        return _explain_refusal(where, code, said)
    if code.endswith("DatabaseNotFound"):
        return StoreError(
            f"{where}: there is no database '{database_name(target)}' on this server: create it, "
            "name another at the end of the URL, or none for the default"
        )
    gone = (exceptions.ServiceUnavailable, exceptions.SessionExpired, exceptions.TransientError)
    if isinstance(error, gone):
        if done:
            return StoreError(
                f"{where} went away after {done} and did not come back: {said}; "
                "run the same command again to complete the load"
            )
        return _unreachable(target, said)
    if isinstance(error, exceptions.UnsupportedServerProduct):
        return StoreError(
            f"{where} is no Neo4j {OLDEST[0]} or newer, or one newer than this driver: {said}"
        )
    if isinstance(error, exceptions.Neo4jError | exceptions.DriverError):
        return StoreError(f"{where} refuses: {said}")
    return error


def _explain_refusal(where: str, code: str, said: str) -> StoreError:
    if code.endswith("Forbidden"):
        return StoreError(f"{where}: this user may not do that: {said}")
    if code.endswith("AuthenticationRateLimit"):
        return StoreError(f"{where} had too many wrong passwords: wait a little, then try again")
    return StoreError(
        f"{where} refuses the user or password: check NEO4J_USERNAME and NEO4J_PASSWORD"
    )


def _unreachable(target: Target, said: str) -> StoreError:
    return StoreError(
        f"{target.address} cannot be reached: {said}; check that the server runs, and its address"
    )
