import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { Link } from 'react-router';

import { deviceRoute } from '../devices/routes';
import { edgePath } from './edgePath';
import type { Graph, GraphEdge, GraphNode } from './graph';
import { layout, type Point } from './layout';

const RADIUS = 9;
const LONGEST_NAME = 15;
const ARROW = 8;

interface DrawingProps<T> {
  graph: Graph<T>;
  /** What it is, for those who do not see it. */
  label: string;
  /** What a full dot means, in a word. */
  thereMeans: string;
  /** True if all of it is to be seen at once, as small as it may become. */
  isWhole: boolean;
  /** True if lines lead from one to the other. */
  isDirected?: boolean;
  keyOf: (item: T) => string;
  /** What a line says. */
  say: (item: T) => string;
  /** How a line looks. */
  look: (item: T) => string;
  /** What is shown of the line that was chosen. */
  panel: (item: T, close: () => void) => ReactNode;
}

/** A graph as a drawing: a node leads to its device, a line to what the two have with each other. */
export function Drawing<T>({
  graph,
  label,
  thereMeans,
  isWhole,
  isDirected = false,
  keyOf,
  say,
  look,
  panel,
}: DrawingProps<T>) {
  const { width, height, at } = useMemo(() => layout(graph), [graph]);
  const [picked, setPicked] = useState<string>();
  const arrow = useId();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What has most lines is in the middle.
    if (frame.current === null) return;
    frame.current.scrollLeft = (width - frame.current.clientWidth) / 2;
    frame.current.scrollTop = (height - frame.current.clientHeight) / 2;
  }, [width, height, isWhole]);
  const chosen = graph.edges.find(({ item }) => keyOf(item) === picked);
  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard */}
      <div ref={frame} className="hf-graph-frame" role="region" aria-label={label} tabIndex={0}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          className={isWhole ? 'hf-graph-drawing hf-graph-whole' : 'hf-graph-drawing'}
        >
          {isDirected ? <Arrow id={arrow} /> : null}
          {graph.edges.map((edge) => (
            <Edge
              key={keyOf(edge.item)}
              edge={edge}
              at={at}
              said={say(edge.item)}
              look={look(edge.item)}
              arrow={isDirected ? arrow : undefined}
              isPicked={keyOf(edge.item) === picked}
              onPick={() => {
                setPicked(keyOf(edge.item));
              }}
            />
          ))}
          {graph.nodes.map((node) => (
            <Node key={node.key} node={node} at={at(node.key)} thereMeans={thereMeans} />
          ))}
        </svg>
      </div>
      {chosen === undefined
        ? null
        : panel(chosen.item, () => {
            setPicked(undefined);
          })}
    </>
  );
}

/** The end of a line, where the dot begins. */
function Arrow({ id }: { id: string }) {
  return (
    <defs>
      <marker
        id={id}
        className="hf-edge-arrow"
        markerUnits="userSpaceOnUse"
        markerWidth={ARROW}
        markerHeight={ARROW}
        refX={ARROW + RADIUS}
        refY={ARROW / 2}
        orient="auto"
      >
        <path d={`M 0 0 L ${ARROW} ${ARROW / 2} L 0 ${ARROW} Z`} />
      </marker>
    </defs>
  );
}

interface EdgeProps {
  edge: GraphEdge<unknown>;
  at: (node: string) => Point;
  said: string;
  look: string;
  arrow: string | undefined;
  isPicked: boolean;
  onPick: () => void;
}

function Edge({ edge, at, said, look, arrow, isPicked, onPick }: EdgeProps) {
  const path = edgePath(edge, at);
  return (
    <g
      role="button"
      tabIndex={0}
      className="hf-edge"
      data-standing={look}
      aria-pressed={isPicked}
      aria-label={said}
      onClick={onPick}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onPick();
      }}
    >
      <path d={path} className="hf-edge-reach" />
      <path
        d={path}
        className="hf-edge-line"
        markerEnd={arrow === undefined ? undefined : `url(#${arrow})`}
      />
    </g>
  );
}

interface NodeProps {
  node: GraphNode;
  at: Point;
  thereMeans: string;
}

function Node({ node: { name, deviceId, isThere, isVague }, at: { x, y }, thereMeans }: NodeProps) {
  const short = shortened(name);
  // What is read aloud begins with what is seen.
  const said = [short, ...(short === name ? [] : [name]), ...(isThere ? [thereMeans] : [])].join(', ');
  const drawn = (
    <>
      <circle cx={x} cy={y} r={RADIUS} className="hf-node-dot" />
      <text x={x} y={y + RADIUS + 15} className="hf-node-name">
        {short}
      </text>
    </>
  );
  const className = [
    'hf-node',
    ...(isThere ? ['hf-node-connected'] : []),
    ...(isVague ? ['hf-node-gone'] : []),
  ];
  return deviceId === undefined ? (
    <g className={className.join(' ')}>{drawn}</g>
  ) : (
    <Link to={deviceRoute.to(deviceId)} className={className.join(' ')} aria-label={said}>
      {drawn}
    </Link>
  );
}

function shortened(name: string): string {
  const characters = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment);
  return characters.length <= LONGEST_NAME ? name : `${characters.slice(0, LONGEST_NAME - 1).join('')}…`;
}
