export const sql = 'SELECT * FROM runs';
