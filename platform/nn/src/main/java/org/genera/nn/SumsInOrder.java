package org.genera.nn;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Makes sums of three and more tensors add in one fixed order. TensorFlow's AddN, which gradients of whatever is used
 * three times end in, begins with the first input whose memory nobody else holds at that moment: the order, and with it
 * the last bit of the sum, would depend on the timing of threads.
 */
final class SumsInOrder {
    private static final String SUM = "AddN";

    private SumsInOrder() {}

    /** A new graph with the same names, in which each such sum is a chain of additions of two. */
    static Graph of(Graph graph) {
        GraphDef definition = graph.toGraphDef();
        GraphDef.Builder ordered = definition.toBuilder().clearNode();
        for (NodeDef node : definition.getNodeList()) {
            if (node.getOp().equals(SUM) && node.getAttrOrThrow("N").getI() > 2 && isNumber(node)) {
                chain(node).forEach(ordered::addNode);
            } else {
                ordered.addNode(node);
            }
        }
        Graph result = new Graph();
        result.importGraphDef(ordered.build());
        return result;
    }

    private static boolean isNumber(NodeDef node) {
        DataType type = node.getAttrOrThrow("T").getType();
        return type == DataType.DT_FLOAT || type == DataType.DT_DOUBLE;
    }

    /** ((a + b) + c) + …; the last addition keeps the name, so that what reads the sum need not change. */
    private static List<NodeDef> chain(NodeDef sum) {
        AttrValue type = sum.getAttrOrThrow("T");
        int count = (int) sum.getAttrOrThrow("N").getI();
        List<NodeDef> chain = new ArrayList<>();
        String left = sum.getInput(0);
        for (int i = 1; i < count; i++) {
            boolean last = i == count - 1;
            NodeDef.Builder addition = NodeDef.newBuilder()
                    .setName(last ? sum.getName() : sum.getName() + "_part" + i)
                    .setOp("AddV2")
                    .setDevice(sum.getDevice())
                    .putAttr("T", type)
                    .addInput(left)
                    .addInput(sum.getInput(i));
            // What follows the summands are operations to wait for.
            for (int wait = count; last && wait < sum.getInputCount(); wait++) {
                addition.addInput(sum.getInput(wait));
            }
            chain.add(addition.build());
            left = addition.getName();
        }
        return chain;
    }
}
