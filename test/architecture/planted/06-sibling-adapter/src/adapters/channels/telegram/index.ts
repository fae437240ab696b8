export { whatsapp as telegram } from '../whatsapp/index.ts';
