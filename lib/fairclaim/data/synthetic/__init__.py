"""Made-up services with known truth: the shipped demonstration, and worlds to order.

The demonstration is `truth`, `reablement`, `record`, `aftermath` and `ucr`. A world (`params.world`) is drawn by
`arrivals`, `luck`, `scores`, `use` and `episodes`, written down by `care`, `poor`, `outcomes` and `running`, and put
together by `make`; `planted` says what is true of it. `ensure`, `recipes` and `swapping` put either into its folder.
"""
