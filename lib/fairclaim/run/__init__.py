"""Running reports: a scratch folder, a kernel, our own verdict, and a page that is only ever swapped in whole."""
