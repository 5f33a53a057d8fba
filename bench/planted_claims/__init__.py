"""What reports say of made-up services whose truth is known: `services`, asked in `asking`, counted in `tallies`."""
