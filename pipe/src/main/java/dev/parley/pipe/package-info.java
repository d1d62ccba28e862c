// SPDX-License-Identifier: Apache-2.0

/** How it travels: opaque objects in buckets, written once, on any S3 server. */
@NullMarked
package dev.parley.pipe;

import org.jspecify.annotations.NullMarked;
