export const whatsapp = 1;
