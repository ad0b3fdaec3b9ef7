"""The rehearsal of a rush: an intake of its own on the real stack, pressed by invented people while its parts are killed."""
