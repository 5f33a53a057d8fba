"""From files, however they are laid out, to contract tables, or to one refusal that tells all."""
