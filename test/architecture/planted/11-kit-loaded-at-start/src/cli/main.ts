import { stub } from '../../test/kit/stub.ts';
export const run = stub;
