import './actors/ingest.ts';
import './workspace/page.ts';
