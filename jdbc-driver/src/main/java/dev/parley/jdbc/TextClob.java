// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;

/** A text of a result as a CLOB, which nobody can change. */
final class TextClob implements NClob {
  private final String text;

  TextClob(String text) {
    this.text = text;
  }

  @Override
  public long length() {
    return text.length();
  }

  @Override
  public String getSubString(long pos, int length) throws SQLException {
    int begin = begin(pos);
    if (length < 0) {
      throw ReadErrors.invalidArgument("The length is negative");
    }
    return text.substring(begin, (int) Math.min(text.length(), (long) begin + length));
  }

  /** The index of a position, which counts from 1. */
  private int begin(long position) throws SQLException {
    if (position < 1 || position > text.length() + 1L) {
      throw ReadErrors.invalidArgument("The position lies outside the text");
    }
    return (int) (position - 1);
  }

  @Override
  public Reader getCharacterStream() {
    return new StringReader(text);
  }

  @Override
  public Reader getCharacterStream(long pos, long length) throws SQLException {
    return new StringReader(getSubString(pos, (int) Math.min(length, Integer.MAX_VALUE)));
  }

  @Override
  public InputStream getAsciiStream() {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public long position(String searched, long start) throws SQLException {
    int found = text.indexOf(searched, begin(start));
    return found < 0 ? found : found + 1L;
  }

  @Override
  public long position(Clob searched, long start) throws SQLException {
    return position(searched.getSubString(1, (int) searched.length()), start);
  }

  @Override
  public void free() {
    // It holds nothing but memory.
  }

  private static SQLException unchangeable() {
    return SqlErrors.notSupported("Results cannot be updated", "Parley changes no data.");
  }

  @Override
  public int setString(long pos, String str) throws SQLException {
    throw unchangeable();
  }

  @Override
  public int setString(long pos, String str, int offset, int len) throws SQLException {
    throw unchangeable();
  }

  @Override
  public OutputStream setAsciiStream(long pos) throws SQLException {
    throw unchangeable();
  }

  @Override
  public Writer setCharacterStream(long pos) throws SQLException {
    throw unchangeable();
  }

  @Override
  public void truncate(long len) throws SQLException {
    throw unchangeable();
  }
}
