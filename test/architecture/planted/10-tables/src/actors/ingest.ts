export const where = `insert into inbox (address) values (?)`;
