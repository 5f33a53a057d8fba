"""Kernels forked from an interpreter that has everything imported already, where the platform can fork.

The runner holds the door (`door`), the warmed interpreter stands behind it (`server`, `preload`), a fork of it becomes
a kernel (`kernel_child`), which the runner holds by a connection (`forked`). Elsewhere an interpreter is warmed ahead
of each kernel (`parked`). jupyter_client learns of it all through one provisioner (`provisioner`).
"""
