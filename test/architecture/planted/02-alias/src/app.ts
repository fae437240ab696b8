import './domain/a.ts';
import './persistence/store.ts';
