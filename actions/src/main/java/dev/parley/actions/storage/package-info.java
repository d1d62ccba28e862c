// SPDX-License-Identifier: Apache-2.0

/** How an action reaches the pipe: signed S3 requests, and a spool for what it writes. */
package dev.parley.actions.storage;
