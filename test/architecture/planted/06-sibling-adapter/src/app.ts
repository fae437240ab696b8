import './adapters/channels/telegram/index.ts';
import './adapters/channels/whatsapp/index.ts';
