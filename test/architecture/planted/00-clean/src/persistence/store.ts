import Database from 'better-sqlite3';
export const store = new Database('x').prepare('select * from inbox');
