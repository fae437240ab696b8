import './helpers/a.ts';
import './adapters/media/speech/index.ts';
const name = './x.ts';
export const load = () => import(name);
