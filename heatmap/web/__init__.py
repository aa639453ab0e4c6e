"""How the pages reach the reader: headers, compression, errors and the server itself."""
