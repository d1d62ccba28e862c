// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

/** What a bucket is for, as {@link dev.parley.wire.PipeNames} tells it. */
enum Direction {
  IN,
  OUT,
  MERGED,
  BOARD
}
