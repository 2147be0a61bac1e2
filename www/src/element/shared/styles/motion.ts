/** Signs that something is under way. */

import { css } from "lit";

export const motion = css`
  .spin {
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 360deg;
    }
  }
`;
