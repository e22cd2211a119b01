"""keep_swept: a service's regular sweep of its audit store."""

from typing import NoReturn

from kolonne.contract.audit import AuditStore
from kolonne.contract.errors import AuditError


async def keep_swept(store: AuditStore, every: float) -> NoReturn:
    """Sweep now and then every `every` seconds, until cancelled; what the store cannot do is logged."""
    # Only services have an event loop and a log: a command does without both.
    import asyncio
    import logging

    log = logging.getLogger(__name__)
    if not every > 0:
        raise ValueError(f"every: found {every}; more than 0 seconds are needed")
    while True:
        try:
            ended = await asyncio.to_thread(store.sweep)
        except AuditError as error:
            log.warning("audit store not swept, next try in %g s: %s", every, error)
        else:
            if ended:
                log.warning("audit store swept: exports whose lease had expired: %d", ended)
        await asyncio.sleep(every)
