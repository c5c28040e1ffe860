import { useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';

import type { Peering } from '../../api/types';
import { deviceRoute } from '../../devices/routes';
import { peeringKey, peerName } from '../peer';
import { standingName } from '../PeeringLabel';
import { edgePath } from './edgePath';
import { graphOf, type GraphEdge, type GraphNode } from './graph';
import { layout, type Point } from './layout';
import { PickedPairing } from './PickedPairing';

const RADIUS = 9;
const LONGEST_NAME = 15;

interface PeeringGraphProps {
  peerings: readonly Peering[];
  /** True if all of it is to be seen at once, as small as it may become. */
  isWhole: boolean;
}

/** Who is paired with whom, as a drawing: a device leads to its page, a line to the pairing. */
export function PeeringGraph({ peerings, isWhole }: PeeringGraphProps) {
  const graph = useMemo(() => graphOf(peerings), [peerings]);
  const { width, height, at } = useMemo(() => layout(graph), [graph]);
  const [picked, setPicked] = useState<string>();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What has most pairings is in the middle.
    if (frame.current === null) return;
    frame.current.scrollLeft = (width - frame.current.clientWidth) / 2;
    frame.current.scrollTop = (height - frame.current.clientHeight) / 2;
  }, [width, height, isWhole]);
  const pairing = peerings.find((peering) => peeringKey(peering) === picked);
  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard */}
      <div ref={frame} className="hf-graph-frame" role="region" aria-label="Graph of pairings" tabIndex={0}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          className={isWhole ? 'hf-graph-drawing hf-graph-whole' : 'hf-graph-drawing'}
        >
          {graph.edges.map((edge) => (
            <Edge
              key={peeringKey(edge.peering)}
              edge={edge}
              at={at}
              isPicked={peeringKey(edge.peering) === picked}
              onPick={() => {
                setPicked(peeringKey(edge.peering));
              }}
            />
          ))}
          {graph.nodes.map((node) => (
            <Node key={node.key} node={node} at={at(node.key)} />
          ))}
        </svg>
      </div>
      {pairing === undefined ? null : (
        <PickedPairing
          key={picked}
          peering={pairing}
          onClose={() => {
            setPicked(undefined);
          }}
        />
      )}
    </>
  );
}

interface EdgeProps {
  edge: GraphEdge;
  at: (node: string) => Point;
  isPicked: boolean;
  onPick: () => void;
}

function Edge({ edge, at, isPicked, onPick }: EdgeProps) {
  const { proposer, other, standing, protocolTitle } = edge.peering;
  const path = edgePath(edge, at);
  return (
    <g
      role="button"
      tabIndex={0}
      className="hf-edge"
      data-standing={standing}
      aria-pressed={isPicked}
      aria-label={`${peerName(proposer)} and ${peerName(other)}: ${standingName(standing)}, ${protocolTitle}`}
      onClick={onPick}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onPick();
      }}
    >
      <path d={path} className="hf-edge-reach" />
      <path d={path} className="hf-edge-line" />
    </g>
  );
}

function Node({ node: { name, deviceId, connected }, at: { x, y } }: { node: GraphNode; at: Point }) {
  const short = shortened(name);
  // What is read aloud begins with what is seen.
  const said = [short, ...(short === name ? [] : [name]), ...(connected ? ['connected'] : [])].join(', ');
  const drawn = (
    <>
      <circle cx={x} cy={y} r={RADIUS} className="hf-node-dot" />
      <text x={x} y={y + RADIUS + 15} className="hf-node-name">
        {short}
      </text>
    </>
  );
  const className = connected ? 'hf-node hf-node-connected' : 'hf-node';
  return deviceId === undefined ? (
    <g className={`${className} hf-node-gone`}>{drawn}</g>
  ) : (
    <Link to={deviceRoute.to(deviceId)} className={className} aria-label={said}>
      {drawn}
    </Link>
  );
}

function shortened(name: string): string {
  const characters = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment);
  return characters.length <= LONGEST_NAME ? name : `${characters.slice(0, LONGEST_NAME - 1).join('')}…`;
}
