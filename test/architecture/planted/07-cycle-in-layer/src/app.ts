import './domain/a.ts';
