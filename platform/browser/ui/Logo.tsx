/** Two hands that hold each other, as a mark. Decorative: the name stands beside it. */
export function Logo({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#0e6f7c" />
      <g fill="none" stroke-width="3.4" stroke-linecap="round" transform="rotate(90 16 16)">
        <path stroke="#9bdde3" d="M24.5 5.5v13a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5v-4" />
        <path stroke="#fff" d="M7.5 26.5v-13a5 5 0 0 1 5-5h1a5 5 0 0 1 5 5v4" />
      </g>
    </svg>
  );
}
