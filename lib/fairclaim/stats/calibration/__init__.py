"""How often each method's intervals hold the truth, on made-up worlds that contain the field's own traps."""
