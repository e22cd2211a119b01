"""keep_swept: a service's regular sweep of its audit store."""

import asyncio
import logging
from typing import NoReturn

from kolonne.contract.audit import AuditStore
from kolonne.contract.errors import AuditError

_log = logging.getLogger(__name__)


async def keep_swept(store: AuditStore, every: float) -> NoReturn:
    """Sweep now and then every `every` seconds, until cancelled; what the store cannot do is logged."""
    if not every > 0:
        raise ValueError(f"every: found {every}; more than 0 seconds are needed")
    while True:
        try:
            ended = await asyncio.to_thread(store.sweep)
        except AuditError as error:
            _log.warning("audit store not swept, next try in %g s: %s", every, error)
        else:
            if ended:
                _log.warning("audit store swept: exports whose lease had expired: %d", ended)
        await asyncio.sleep(every)
