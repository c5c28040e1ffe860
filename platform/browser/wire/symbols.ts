/** In the order of their numbers: a picture, and the name that is read aloud. */
export const SYMBOLS: readonly string[] =
  '⚓ anchor,🍎 apple,🎈 balloon,🍌 banana,🧺 basket,🔔 bell,🚲 bicycle,🪨 boulder,🍞 bread,🌉 bridge,🪣 bucket,🚌 bus,🌵 cactus,🕯️ candle,🥕 carrot,🏰 castle,🪑 chair,🍒 cherry,🧭 compass,🦀 crab,👑 crown,🎲 dice,🚪 door,🥁 drum,🦆 duck,🪶 feather,🔥 fire,🐸 frog,👻 ghost,🦒 giraffe,🍇 grapes,🎸 guitar,🔨 hammer,🦔 hedgehog,🍯 honey,🏠 house,🔑 key,🪁 kite,🪜 ladder,🍋 lemon,🦁 lion,🧲 magnet,🌙 moon,🍄 mushroom,🐙 octopus,🦉 owl,🐼 panda,🍐 pear,✏️ pencil,🍍 pineapple,🌈 rainbow,🤖 robot,🚀 rocket,⛵ sailboat,🐌 snail,🥄 spoon,🍓 strawberry,🌻 sunflower,⛺ tent,🍅 tomato,🚂 train,🐢 turtle,☂️ umbrella,🐳 whale'.split(
    ',',
  );
