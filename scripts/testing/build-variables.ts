/**
 * What builds under test know the server by. Nothing answers there: where a test needs it, it carries the address to the
 * server that it runs; everywhere else the mini-program is without network.
 */
export const API_BASE = 'http://api.test'
