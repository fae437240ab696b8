import { setup } from 'xstate';
import { decide } from '../domain/decide.ts';
export const machine = [setup, decide];
