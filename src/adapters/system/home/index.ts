/** The data folder: where it is, its token, and the record of the running daemon. */
export { readDaemonRecord, removeDaemonRecord, writeDaemonRecord } from './daemon-record.ts';
export { homeFolder, prepareHome } from './folder.ts';
export { apiToken, checkTokenFile } from './token.ts';
