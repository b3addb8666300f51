"""How the reading model that ships was taught: needed to make it again, never to answer."""
