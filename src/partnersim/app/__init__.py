"""The page served with exact runs behind it: `partnersim app`.

`asking` checks what is asked, `jobs` decides whose run comes next, `workers` makes runs in processes of their
own, `contents` gathers what the page shows, `door` lets people in, `addresses` tells where, `server` joins them.
"""
