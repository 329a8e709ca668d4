from dotenv import load_dotenv
load_dotenv()
import client
print(client.get("pay_1"))
