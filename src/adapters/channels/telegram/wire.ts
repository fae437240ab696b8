/** The part of Telegram's updates that is read; everything may be missing, since it comes from outside. */

/** A person or bot. */
export interface WireUser {
  id?: number;
  is_bot?: boolean;
  first_name?: string;
  last_name?: string;
  username?: string;
}

/** A marked range of a text; offsets and lengths in UTF-16 units. */
export interface WireEntity {
  type?: string;
  offset?: number;
  length?: number;
  user?: WireUser;
}

/** What a message may carry instead of text. */
export interface WireMedia {
  photo?: unknown;
  animation?: unknown;
  video?: { duration?: number };
  video_note?: { duration?: number };
  voice?: { duration?: number };
  audio?: { duration?: number; title?: string; file_name?: string };
  document?: { file_name?: string };
  sticker?: { emoji?: string };
  venue?: { title?: string; address?: string };
  location?: { latitude?: number; longitude?: number };
  contact?: { first_name?: string; last_name?: string; phone_number?: string };
  poll?: { question?: string; options?: { text?: string }[] };
  dice?: { emoji?: string; value?: number };
  checklist?: { title?: string; tasks?: { text?: string }[] };
  story?: unknown;
  game?: { title?: string };
  paid_media?: unknown;
}

/** A message. */
export interface WireMessage extends WireMedia {
  message_id?: number;
  date?: number;
  from?: WireUser;
  sender_chat?: { id?: number; title?: string };
  chat?: { id?: number; type?: string; is_forum?: boolean };
  message_thread_id?: number;
  is_topic_message?: boolean;
  text?: string;
  entities?: WireEntity[];
  caption?: string;
  caption_entities?: WireEntity[];
  reply_to_message?: { from?: WireUser; forum_topic_created?: unknown };
}

/** A button was pressed. */
export interface WirePress {
  id?: string;
  from?: WireUser;
  /** what the button stands for */
  data?: string;
  /** the message it stands under */
  message?: WireMessage;
}

/** One thing that happened to the bot. */
export interface WireUpdate {
  update_id?: number;
  message?: WireMessage;
  callback_query?: WirePress;
}

/** The bot itself, as getMe says. */
export interface Bot {
  id: number;
  username: string;
}
