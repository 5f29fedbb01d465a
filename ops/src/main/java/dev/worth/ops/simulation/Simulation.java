// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import dev.worth.ops.wire.Told;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All facts of a simulated shop in event-time order. Memory grows with the number of customers (a
 * few hundred bytes each, and one visit's facts), never with the number of facts.
 */
public final class Simulation {
  private final Shop shop;
  private final World world;

  public Simulation(Shop shop) {
    this.shop = shop;
    this.world = World.of(shop);
  }

  public Shop shop() {
    return shop;
  }

  public Catalogue catalogue() {
    return world.catalogue();
  }

  /** The hidden truth, one line a customer; the same again on every call. */
  public Stream<Persona> truth() {
    return IntStream.range(0, shop.customers()).mapToObj(i -> Persona.draw(shop, i, dice(i)));
  }

  /** The facts, from the first again on every call. */
  public Iterator<Told> facts() {
    var lives = new PriorityQueue<Life>(shop.customers(), Simulation::earlierFirst);
    for (int i = 0; i < shop.customers(); i++) {
      Dice dice = dice(i);
      var life = new Life(world, Persona.draw(shop, i, dice), dice);
      if (life.head() != null) lives.add(life);
    }
    return new Merge(lives);
  }

  private Dice dice(int customer) {
    return new Dice(shop.seed(), customer);
  }

  private static int earlierFirst(Life one, Life other) {
    int byTime = Long.compare(millis(one), millis(other));
    return byTime != 0 ? byTime : one.customer.value().compareTo(other.customer.value());
  }

  private static long millis(Life life) {
    var head = life.head();
    return head == null ? Long.MAX_VALUE : head.at().toEpochMilli();
  }

  private record Merge(PriorityQueue<Life> lives) implements Iterator<Told> {
    @Override
    public boolean hasNext() {
      return !lives.isEmpty();
    }

    @Override
    public Told next() {
      @Nullable Life life = lives.poll();
      if (life == null || life.head() == null) throw new NoSuchElementException("no more facts");
      var told = new Told(life.customer, life.head());
      life.advance();
      if (life.head() != null) lives.add(life);
      return told;
    }
  }
}
