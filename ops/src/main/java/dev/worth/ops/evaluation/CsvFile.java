// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * A CSV file with a header, read as a stream: UTF-8 with or without byte order mark, gzip
 * recognised by its first bytes, any line ends, quotes as in RFC 4180. Where the header has no
 * comma but a semicolon or a tab, that parts the fields.
 */
final class CsvFile {
  private static final byte[] UTF8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final int LONGEST_HEADER = 1 << 16;

  private CsvFile() {}

  /**
   * Reads all of it.
   *
   * @param progress is told how many more bytes were taken from the disk
   * @param rows makes the reader of the rows from the header
   * @throws BadInput if there is no such file, or it is no CSV
   */
  static void read(Path file, LongConsumer progress, Function<Header, Consumer<CsvRecord>> rows) {
    if (Files.isDirectory(file)) throw new BadInput(file + " is a folder: name a CSV file");
    try (var bytes = watched(Files.newInputStream(file), progress);
        var text = unpacked(bytes)) {
      char separator = separator(text);
      var csv = reader(text, separator);
      var records = csv.iterator();
      if (!records.hasNext()) throw new BadInput(file + " is empty: a header line is needed");
      var each = rows.apply(new Header(file, records.next(), separator));
      records.forEachRemaining(each);
    } catch (FileNotFoundException | java.nio.file.NoSuchFileException e) {
      throw new BadInput("there is no file " + file, e);
    } catch (CsvParseException e) {
      throw new BadInput(file + " is not a CSV file: " + reason(e), e);
    } catch (IOException | UncheckedIOException e) {
      throw new BadInput(file + " cannot be read: " + reason(e), e);
    }
  }

  private static CsvReader<CsvRecord> reader(InputStream in, char separator) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .allowExtraCharsAfterClosingQuote(true)
        .ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static InputStream watched(InputStream in, LongConsumer progress) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] to, int from, int most) throws IOException {
        int n = super.read(to, from, most);
        if (n > 0) progress.accept(n);
        return n;
      }
    };
  }

  private static BufferedInputStream unpacked(InputStream bytes) throws IOException {
    var raw = new BufferedInputStream(bytes, 1 << 16);
    boolean gzip = startsWith(raw, new byte[] {0x1f, (byte) 0x8b});
    var text = gzip ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16) : raw;
    if (startsWith(text, UTF8_MARK)) text.skipNBytes(UTF8_MARK.length);
    return text;
  }

  /** As spreadsheets write it where the comma is in the numbers. */
  private static char separator(BufferedInputStream in) throws IOException {
    in.mark(LONGEST_HEADER);
    var line = new String(in.readNBytes(LONGEST_HEADER), StandardCharsets.UTF_8);
    in.reset();
    String header = line.lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
    if (header.indexOf(',') >= 0) return ',';
    if (header.indexOf(';') >= 0) return ';';
    return header.indexOf('\t') >= 0 ? '\t' : ',';
  }

  private static boolean startsWith(BufferedInputStream in, byte[] mark) throws IOException {
    in.mark(mark.length);
    byte[] head = in.readNBytes(mark.length);
    in.reset();
    return Arrays.equals(head, mark);
  }

  private static String reason(Throwable e) {
    var last = e;
    while (last.getCause() != null) last = last.getCause();
    if (last instanceof EOFException) return "it ends too early, fetch it again";
    return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
  }

  /** The names of the columns, in any order and case. */
  record Header(Path file, CsvRecord names, char separator) {
    private static final int LONGEST = 200;

    /** Where a column stands. */
    int need(String column) {
      int at = find(column);
      if (at >= 0) return at;
      String found = String.join(",", names.getFields());
      throw new BadInput(
          "%s has no column %s: its first line must name the columns, but reads '%s'"
              .formatted(file, column, Bad.shown(found, LONGEST)));
    }

    /** Where a column stands, -1 when it is missing. */
    int find(String column) {
      int found = -1;
      for (int i = 0; i < names.getFieldCount(); i++) {
        if (!names.getField(i).strip().equalsIgnoreCase(column)) continue;
        if (found >= 0) throw new BadInput(file + " has two columns " + column + ": keep one");
        found = i;
      }
      return found;
    }

    String name(int at) {
      return names.getField(at).strip();
    }

    int size() {
      return names.getFieldCount();
    }
  }
}
