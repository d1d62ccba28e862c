// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import dev.parley.testkit.data.RecordLimitReader.RecordTooLongException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/** Reads the records of one file, the header among them; an empty field is null, {@code ""} not. */
final class CsvReader implements Closeable {
  private static final long MAX_RECORD_CHARS = 16L << 20;

  /** The quote mode matters for reading too: with it, a quoted empty field is not null. */
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setNullString("").setQuoteMode(QuoteMode.ALL_NON_NULL).get();

  private final Path file;
  private final RecordLimitReader limit;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private long line;

  private CsvReader(Path file, RecordLimitReader limit) throws IOException {
    this.file = file;
    this.limit = limit;
    this.parser = CSVParser.builder().setReader(limit).setFormat(FORMAT).get();
    this.records = parser.iterator();
  }

  static CsvReader open(Path file) throws CsvFault {
    try {
      return new CsvReader(file, new RecordLimitReader(Utf8.open(file), MAX_RECORD_CHARS));
    } catch (IOException e) {
      throw new CsvFault(1, "cannot be read");
    }
  }

  /** Returns the next record, or null at the end. */
  @Nullable CSVRecord next() throws CsvFault {
    line = parser.getCurrentLineNumber() + 1;
    try {
      if (!records.hasNext()) {
        return null;
      }
      CSVRecord record = records.next();
      limit.recordEnded();
      return record;
    } catch (UncheckedIOException e) {
      throw fault(e.getCause());
    }
  }

  /** The line, from 1, at which the last record begins. */
  long line() {
    return line;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private CsvFault fault(@Nullable IOException cause) {
    if (cause instanceof CharacterCodingException) {
      return malformed();
    }
    if (cause instanceof RecordTooLongException) {
      return new CsvFault(
          line, "a record is longer than 16 Mi characters; perhaps a quote is left open");
    }
    if (cause instanceof CSVException) {
      boolean atEnd = String.valueOf(cause.getMessage()).contains("EOF");
      return new CsvFault(
          line, atEnd ? "a quote is left open" : "a field goes on behind its closing quote");
    }
    return new CsvFault(line, "cannot be read on");
  }

  private CsvFault malformed() {
    try {
      return new CsvFault(Utf8.firstMalformedLine(file), "is not UTF-8");
    } catch (IOException e) {
      return new CsvFault(line, "cannot be read on");
    }
  }
}
