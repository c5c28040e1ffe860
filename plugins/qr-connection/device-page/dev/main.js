/** `npm run build && npm run mock`: the page with a hub in memory that takes everyone, to look at by hand. */
import { hubs, serve } from './serve.js';

const PORT = 8098;

const { make } = await hubs();
const hub = make();
serve(() => hub, new URL('../dist', import.meta.url).pathname).listen(PORT, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${PORT}/qr`);
});
