package dev.fallback.bank.lab;

import dev.fallback.State;
import dev.fallback.bank.lab.fault.FaultKind.Need;
import dev.fallback.bank.lab.load.Waiter;
import dev.fallback.bank.lab.node.BankNode;
import dev.fallback.bank.lab.node.BankProcess;
import dev.fallback.bank.lab.node.NodeException;
import dev.fallback.bank.lab.node.NodeFigures;
import dev.fallback.bank.lab.node.NodeOrder;
import dev.fallback.bank.lab.node.NodeSettings;
import dev.fallback.bank.lab.watch.StateLine;
import dev.fallback.bank.lab.watch.StateWatch;
import dev.fallback.bank.variant.Variant;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The banks of one run, one or two, each with its state watched. For one thread. */
final class Banks implements AutoCloseable {
  private static final String ADDRESS = "127.0.0.1";

  private final List<BankNode> nodes = new CopyOnWriteArrayList<>();
  private final List<StateWatch> states = new ArrayList<>();

  private Banks() {}

  /** Starts their processes, side by side with whatever else starts; they serve nobody yet. */
  static final class Launched implements AutoCloseable {
    private final List<BankProcess> processes = new ArrayList<>();
    private final List<StateWatch> states = new ArrayList<>();

    Launched(LabOptions options, Path log, Waiter waiter) {
      int count = options.plan().needs(Need.TWO_BANKS) ? 2 : 1;
      for (int i = 1; i <= count; i++) {
        var state = new StateWatch(waiter);
        var process =
            new BankProcess(
                "bank " + i,
                log.resolveSibling(log.getFileName() + "." + i),
                change -> state.changed(change.to(), change.ago()));
        states.add(state);
        processes.add(process);
        process.launch();
      }
    }

    @Override
    public void close() {
      processes.forEach(BankProcess::close);
    }
  }

  /** Lets launched ones serve; returns when they have their accounts. */
  static Banks start(
      Launched launched, Servers servers, Servers.Place place, LabOptions options, Variant variant)
      throws NodeException, InterruptedException {
    var banks = new Banks();
    for (BankProcess process : launched.processes) {
      var node = new BankNode(process, settings(servers, place, options, variant));
      banks.nodes.add(node);
      node.start();
    }
    banks.states.addAll(launched.states);
    return banks;
  }

  private static NodeSettings settings(
      Servers servers, Servers.Place place, LabOptions options, Variant variant) {
    boolean proxied = options.plan().needs(Need.PROXY);
    return new NodeSettings(
        FreePorts.next(),
        proxied ? servers.proxy().host() : servers.postgres().host(),
        proxied ? servers.proxy().port() : servers.postgres().port(),
        place.database(),
        servers.postgres().user(),
        place.store().contactPoints().stream().map(Banks::written).toList(),
        place.store().localDatacenter(),
        place.store().keyspace(),
        variant,
        options.accounts(),
        options.plan().needs(Need.GUARD),
        options.firstWait().toMillis(),
        options.longestWait().toMillis());
  }

  private static String written(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  List<BankNode> nodes() {
    return List.copyOf(nodes);
  }

  /** The ports of those that are asked now. */
  List<Integer> ports() {
    return nodes.stream().filter(BankNode::isInService).map(BankNode::port).toList();
  }

  String address() {
    return ADDRESS;
  }

  /** The states of each bank, in times from an origin. */
  List<StateLine> states(long originNanos) {
    return states.stream().map(watch -> watch.since(originNanos)).toList();
  }

  /** The watch of the first bank's state. */
  StateWatch firstState() {
    return states.get(0);
  }

  /** Whether all run and ask the backend. */
  boolean allClosed() {
    return nodes.stream().allMatch(BankNode::isAlive)
        && states.stream().allMatch(state -> state.state() == State.CLOSED);
  }

  void order(NodeOrder order) throws NodeException, InterruptedException {
    for (BankNode node : nodes) {
      node.order(order);
    }
  }

  /** What each says that runs, once it has collected its garbage, which stops it for a moment. */
  List<NodeFigures> figuresWithoutGarbage() throws NodeException, InterruptedException {
    for (BankNode node : nodes) {
      if (node.isAlive()) {
        node.order(new NodeOrder.CollectGarbage());
      }
    }
    return figures();
  }

  /** What each says that runs. */
  List<NodeFigures> figures() throws NodeException, InterruptedException {
    List<NodeFigures> figures = new ArrayList<>();
    for (BankNode node : nodes) {
      if (node.isAlive()) {
        figures.add(node.figures());
      }
    }
    return figures;
  }

  @Override
  public void close() {
    nodes.forEach(BankNode::close);
  }
}
