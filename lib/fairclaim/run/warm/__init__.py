"""Kernels forked from an interpreter that has everything imported already, where the platform can fork.

The runner holds the door (`door`), the warmed interpreter stands behind it (`server`, `preload`), a fork of it becomes
a kernel (`kernel_child`), and jupyter_client learns of it all through one provisioner (`provisioner`).
"""
