"""The client of a run's kernel: ready as soon as the kernel's answer was heard on both channels."""

import asyncio
import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

_PATIENCE = 0.2  # Seconds for the broadcast of an answer that has arrived; it is asked for again after them.
_LOOK = 1  # Seconds of silence after which the kernel is asked again, and looked at whether it lives.


class ReadyKernelClient(AsyncKernelClient):
    """Waits for the broadcast that ends its own question.

    jupyter_client waits for a fifth of a second of silence instead, in every run.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers and its broadcasts are heard.

        Raises
        ------
        RuntimeError
            If it dies or says nothing, in the words of jupyter_client: it has no class of its own for that.
        """
        end = time.monotonic() + (float("inf") if timeout is None else timeout)
        while time.monotonic() < end:
            # First: it may have died while nobody looked.
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if await self._answered(self.kernel_info()):
                return
            await asyncio.sleep(0)
        raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _answered(self, question: str) -> bool:
        reply = await self._next(self.shell_channel, _LOOK)
        if reply is None or reply["msg_type"] != "kernel_info_reply":
            return False
        self._handle_kernel_info_reply(reply)
        asked = reply["parent_header"].get("msg_id", question)
        while (heard := await self._next(self.iopub_channel, _PATIENCE)) is not None:
            idle = heard["msg_type"] == "status" and heard["content"]["execution_state"] == "idle"
            if idle and heard["parent_header"].get("msg_id") == asked:
                return True
        return False

    async def _next(self, channel: Any, timeout: float) -> dict[str, Any] | None:
        try:
            return await channel.get_msg(timeout=timeout)  # type: ignore[no-any-return]
        except Empty:
            return None
