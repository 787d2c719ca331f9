"""The page served with exact runs behind it: `partnersim app`.

`asking` checks what is asked, `jobs` decides whose run comes next, `workers` makes runs in processes of their
own, `contents` gathers what the page shows, `admission` lets people in, `code_page` asks for the room's code,
`addresses` tells where, `server` joins them. `game` is a game of five `teams`, `game_routes` plays it over HTTP.
"""
