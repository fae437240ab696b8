import './machines/a.machine.ts';
