"""From an extract's files to exact cohorts. Frames stop here: nothing above sees a row."""
